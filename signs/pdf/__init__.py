"""Drawing and files: pages from shaped lines, paths and symbols; fonts cut to size; PDF for office and print shop."""

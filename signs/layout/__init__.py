"""Where everything on a sign stands: formats, boxes in millimetres, and one composition for each kind of page. Pure."""

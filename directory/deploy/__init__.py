"""Where a built site goes: a folder, a zip file, object storage. Only what changed is sent, nothing foreign touched.

`built` reads what is to go, `record` what stands there, `plan` compares them, `send` does it; `encode` makes the
compressed copies, `targets` finds the place, which is a `folder`, an `archive` or a `store`; `command` is the command
line's part.
"""

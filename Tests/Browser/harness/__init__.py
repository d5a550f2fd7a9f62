"""What the browser tests are written with; each file says what it does. README.md shows how."""

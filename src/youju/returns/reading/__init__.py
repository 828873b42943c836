"""Forms as they came: opened, recognised, filled in. Pure; the files are untrusted."""

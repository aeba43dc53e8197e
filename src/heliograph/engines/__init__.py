"""Who makes the pictures. An engine knows no dialect, no money, no keys; engines do not see one another."""

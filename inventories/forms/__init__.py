"""What people type about inventories."""

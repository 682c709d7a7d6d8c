"""What is done to the town's rows outside of its steps."""

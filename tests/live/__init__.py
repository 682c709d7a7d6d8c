"""Live delivery: notices, the hub, frames, the socket; nothing missed, nothing twice, nobody slowed by another."""

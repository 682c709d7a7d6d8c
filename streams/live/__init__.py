"""Live delivery: notices from engines, one hub a serving process, frames, and the socket that viewers speak to."""

"""Terms and votes: plain calculation."""

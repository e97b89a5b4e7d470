"""`make drill`: what runs on several machines, as processes of this one, and one of them dies."""

"""From one source to what pages and guides use of a media asset."""

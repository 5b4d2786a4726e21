"""The portal: the door for people. Navigation by hats, home, search, notifications, history of any object.

It owns hat, notification.
"""

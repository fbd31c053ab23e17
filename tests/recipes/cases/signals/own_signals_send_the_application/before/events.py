from flask.signals import Namespace

signals = Namespace()
paid = signals.signal("paid")
refunded = signals.signal("refunded")

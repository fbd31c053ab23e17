from compat.limiter import Limiter, get_remote_address

limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="moving-window")

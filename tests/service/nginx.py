"""nginx as a peer of tests and of bench/live: where it is and how it is started."""
import shutil
from pathlib import Path

from service_process import SEARCH_PATH, free_port

PROGRAM = shutil.which("nginx", path=SEARCH_PATH)  # None: there is none
CONFIG = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    {http}
    server {{
        listen 127.0.0.1:{port};
        {server}
    }}
}}
"""


def command(folder, server, http=""):
    """What starts it with these directives and all its files in the folder, and its port."""
    port = free_port()
    config = Path(folder, "nginx.conf")
    config.write_text(CONFIG.format(folder=folder, port=port, server=server, http=http))
    return [PROGRAM, "-c", config, "-p", folder], port

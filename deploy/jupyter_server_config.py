"""Settings of a learner's server: only what a lesson needs. A hub for a room and the image for
Kubernetes both use this file.
"""

from pathlib import Path

c = get_config()  # noqa: F821  Jupyter gives it

ROOT = Path(__file__).resolve().parent.parent

c.ServerApp.jpserver_extensions = {
    "jupyterlab": True,
    "jupyter_lsp": False,
    "jupyter_server_terminals": False,
    "notebook_shim": False,
}
c.ServerApp.terminals_enabled = False
c.ServerApp.root_dir = str(Path.home() / "lessons")
c.ServerApp.open_browser = False
c.LabApp.app_settings_dir = str(ROOT / ".jupyter")
c.LabApp.extension_manager = "readonly"
c.LabApp.news_url = None

# Kernels talk through files in the learner's own folder. Through ports of this computer, which is
# the default, any learner could listen to what another's kernel prints.
c.KernelManager.transport = "ipc"

# A kernel that did nothing for an hour ends; the notebook is kept.
c.MappingKernelManager.cull_idle_timeout = 3600
c.MappingKernelManager.cull_interval = 300

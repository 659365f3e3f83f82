"""How Sphinx builds the site: offline, from the pages beside this file, the source code and the examples."""

import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
BUILD = ROOT / "build" / "docs"
sys.path.insert(0, str(HERE / "_ext"))

from course import write_index  # noqa: E402
from inventories import compile_inventory  # noqa: E402

project = "attribution"
author = "the authors of attribution-statements"
project_copyright = "the authors of attribution-statements; MIT licence"
html_title = "attribution"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx.ext.intersphinx",
    "sphinx_copybutton",
    "notfound.extension",
    "sphinx_gallery.gen_gallery",
    "public_names",
    "rule_pages",
    "command_help",
]
exclude_patterns = ["tutorials/*.ipynb", "_build"]
toc_object_entries_show_parents = "hide"
nitpicky = True
nitpick_ignore: list[tuple[str, str]] = []
default_role = "name"

# Pages

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_sphinx = False
html_copy_source = False
html_theme_options = {"navigation_with_keys": True}
notfound_urls_prefix = "/"

# Reference

autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "undoc-members": True}
autodoc_preserve_defaults = True
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 80
python_display_short_literal_types = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False

# The documentation of others: only the names that are used here, so that nothing is fetched.

_ADDRESSES = {
    "python": "https://docs.python.org/3/",
    "attrs": "https://www.attrs.org/en/stable/",
    "cattrs": "https://catt.rs/en/stable/",
    "hypothesis": "https://hypothesis.readthedocs.io/en/latest/",
}
intersphinx_mapping = {
    name: (address, compile_inventory(HERE / "inventories" / f"{name}.txt", BUILD / "inventories"))
    for name, address in _ADDRESSES.items()
}

# Tutorials: copies of the examples are run, every time, so that no page is older than its example.

_COPIES = BUILD / "examples"
for _old in (_COPIES, HERE / "tutorials"):
    shutil.rmtree(_old, ignore_errors=True)
shutil.copytree(ROOT / "examples", _COPIES, ignore=shutil.ignore_patterns("__pycache__"))
write_index(_COPIES)

sphinx_gallery_conf = {
    "examples_dirs": str(_COPIES),
    "gallery_dirs": "tutorials",
    "filename_pattern": r"[\\/][0-9][0-9]_",
    "ignore_pattern": r"[\\/][^0-9][^\\/]*\.py",
    "within_subsection_order": "FileNameSortKey",
    "abort_on_example_error": True,
    "capture_repr": (),
    "remove_config_comments": True,
    "download_all_examples": False,
    "show_signature": False,
    "show_memory": False,
    "write_computation_times": False,
    "copyfile_regex": r"index\.rst",
    "min_reported_time": 1e9,
    "backreferences_dir": None,
    "reset_modules": ("matplotlib", "example_path.tell"),
    "junit": "../tutorials.xml",
    "plot_gallery": True,
}

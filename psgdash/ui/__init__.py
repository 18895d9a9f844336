"""The dashboard's pages. Streamlit is used only here and in `linked/view.py`."""

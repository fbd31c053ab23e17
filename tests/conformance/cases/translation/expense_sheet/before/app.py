from sheet import create_app

app = create_app()

from compat.application import Application
from compat.database import SessionDep, bind_engine, current_session, get_or_404
from models import Base, Cat, Living, Toy


def create_app():
    app = Application(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///cats.db"
    bind_engine(app, session_options={"query_cls": Living})

    @app.get("/toys")
    def toys(db: SessionDep):
        page = get_or_404(db, Cat, 1).toys.living().paginate(per_page=1)
        return str(page.total)

    @app.get("/{name}")
    def named(name: str):
        return str(Cat.query.named(name).count())

    with app.app_context():
        Base.metadata.drop_all(app.state.engine)
        Base.metadata.create_all(app.state.engine)
        current_session().add_all([Cat(name="tom", toys=[Toy(), Toy(alive=False)]), Cat(name="tom", alive=False)])
        current_session().commit()
    return app

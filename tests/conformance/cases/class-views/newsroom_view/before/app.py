from flask import Flask

from newsroom.views import ArticleView, ListView, PingView

app = Flask(__name__)

app.add_url_rule("/", view_func=ListView.as_view("front", section=None))
app.add_url_rule("/sport", view_func=ListView.as_view("sport", section="sport"))
app.add_url_rule("/city", view_func=ListView.as_view("city", section="city", reverse=True))
app.add_url_rule("/articles/<int:number>", view_func=ArticleView.as_view("article"))
app.add_url_rule("/ping", view_func=PingView.as_view("ping"))

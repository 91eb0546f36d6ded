"""The forms of signing in and out; each carries its CSRF token."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length


class SignInForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Username and password. A rule about their form would tell what usernames look like."""

    username = StringField("Username", validators=[InputRequired(), Length(max=200)])
    password = PasswordField("Password", validators=[InputRequired(), Length(max=1_000)])
    next = HiddenField()

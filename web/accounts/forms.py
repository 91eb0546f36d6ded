"""The forms of signing in and out; each carries its CSRF token."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length


class SignInForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Username and password. A rule about their form would tell what usernames look like."""

    username = StringField("Username", validators=[InputRequired(), Length(max=200)])
    password = PasswordField("Password", validators=[InputRequired(), Length(max=1_000)])
    next = HiddenField()


class SetPasswordForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """A new password, typed twice: nobody sees what is typed."""

    password = PasswordField("New password", validators=[InputRequired()])
    again = PasswordField("The same once more", validators=[InputRequired()])


class InviteForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """A new account: of whom, and what it is.

    The description of a field is what is said of it where it is wrong.
    """

    name = StringField(
        "Name", description="Give a name.", validators=[InputRequired(), Length(max=200)]
    )
    username = StringField(
        "Username",
        description="Give a username of at most 200 characters that nobody has yet.",
        validators=[InputRequired(), Length(max=200)],
    )
    role = SelectField("Role", description="Choose a role.", validators=[InputRequired()])


class TeamFileForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """A team file to make a team of."""

    file = FileField("Team file", validators=[FileRequired()])

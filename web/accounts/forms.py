"""The forms of signing in and out; each carries its CSRF token."""

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length


class SignInForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Username and password. A rule about their form would tell what usernames look like."""

    username = StringField(lazy_gettext("Username"), validators=[InputRequired(), Length(max=200)])
    password = PasswordField(
        lazy_gettext("Password"), validators=[InputRequired(), Length(max=1_000)]
    )
    keep = BooleanField(lazy_gettext("Stay signed in on this device"))
    next = HiddenField()


class SetPasswordForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """A new password, typed twice: nobody sees what is typed."""

    password = PasswordField(lazy_gettext("New password"), validators=[InputRequired()])
    again = PasswordField(lazy_gettext("The same once more"), validators=[InputRequired()])


class ChangePasswordForm(SetPasswordForm):
    """The same by somebody who has one."""

    present = PasswordField(lazy_gettext("Present password"), validators=[InputRequired()])


class RoleForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """One more role of an account."""

    role = SelectField(
        lazy_gettext("Role"),
        description=lazy_gettext("Choose a role."),
        validators=[InputRequired()],
    )


class InviteForm(RoleForm):
    """A new account: of whom, and what it is.

    The description of a field is what is said of it where it is wrong.
    """

    name = StringField(
        lazy_gettext("Name"),
        description=lazy_gettext("Give a name."),
        validators=[InputRequired(), Length(max=200)],
    )
    username = StringField(
        lazy_gettext("Username"),
        description=lazy_gettext("Give a username of at most 200 characters that nobody has yet."),
        validators=[InputRequired(), Length(max=200)],
    )


class LetInForm(RoleForm):
    """A new account in the manager's own team; a person's is named as the team names it."""

    name = StringField(
        lazy_gettext("Name"),
        description=lazy_gettext("Give a name of at most 200 characters."),
        validators=[Length(max=200)],
    )
    username = StringField(
        lazy_gettext("Username"),
        description=lazy_gettext("Give a username of at most 200 characters that nobody has yet."),
        validators=[InputRequired(), Length(max=200)],
    )


class TeamFileForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """A team file to make a team of."""

    file = FileField(lazy_gettext("Team file"), validators=[FileRequired()])

"""The form of every edit: names and times, with the revision at which the draft was read."""

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, StringField, TimeField
from wtforms.validators import InputRequired, Optional

from web.editing.asked import Asked, Op

TIMES = lazy_gettext("Give times as 10:30.")
OLD = lazy_gettext("The page may be an old one. Load it again and try once more.")


class EditForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """One edit. The description of a field is what is said of it when it is wrong."""

    op = StringField(description=OLD, validators=[InputRequired()])
    person = StringField(description=OLD, validators=[InputRequired()])
    on = DateField(description=OLD, validators=[InputRequired()])
    seen = IntegerField(description=OLD, validators=[InputRequired()])
    block = IntegerField(description=OLD, validators=[Optional()])
    start = TimeField(lazy_gettext("From"), description=TIMES, validators=[Optional()])
    end = TimeField(lazy_gettext("To"), description=TIMES, validators=[Optional()])
    work = StringField(validators=[Optional()])
    other = StringField(validators=[Optional()])
    day = DateField(description=lazy_gettext("Give a day of the roster."), validators=[Optional()])
    shape = StringField(validators=[Optional()])

    @property
    def faults(self) -> list[str]:
        """What is wrong with it, each sentence once."""
        return list(dict.fromkeys(str(self[name].description) for name in self.errors if name))

    @property
    def asked(self) -> Asked | None:
        """The edit; None where there is none of that name."""
        if self.op.data not in set(Op) or not self.person.data or not self.on.data:
            return None
        return Asked(
            Op(self.op.data),
            self.person.data,
            self.on.data,
            block=self.block.data,
            start=self.start.data,
            end=self.end.data,
            work=self.work.data or None,
            other=self.other.data or None,
            day=self.day.data,
            shape=self.shape.data or None,
        )

"""Parts of pages that are asked for after the session has ended."""

from flask import Flask, Response, request

SEE_OTHER = (302, 303)


def set_up_refreshing(app: Flask) -> None:
    """Load the whole page anew where a part of it would be sent elsewhere.

    A page that asks for its moving part follows a redirect by itself, and would put the page of
    signing in into its middle.
    """

    @app.after_request
    def refresh(answer: Response) -> Response:
        if request.headers.get("HX-Request") == "true" and answer.status_code in SEE_OTHER:
            answer.status_code = 200
            answer.set_data("")
            answer.headers.pop("Location")
            answer.headers["HX-Refresh"] = "true"
        return answer

# Fields
field-email = E-mail address
field-password = Password
field-new-password = Password
field-new-password-hint = At least 12 characters. A sentence that only you would think of works well.
field-name = Your name
field-language = Language
field-zone = Time zone
field-zone-hint = As in Europe/Amsterdam. Every time is shown on this clock.
fault-password-short = Use at least { $least } characters
fault-password-common = Many people use this password or one much like it: choose one of your own
fault-password-sequence = This repeats itself or follows the keyboard: choose something less regular
fault-password-context = Little is left of this without names that others know: choose other words
fault-sign-in = E-mail address and password don't fit together
# Signing in
sign-in-title = Sign in
sign-in-with-password = Sign in
sign-in-with-link = Mail me a link
sign-in-link-hint = Without a password: leave it empty and have a link mailed to you.
sign-in-back = To the sign-in page
sign-in-mailed-title = Look in your mail
sign-in-mailed-words = If { $email } belongs to an account here, a link is on its way. It works once, for 15 minutes.
sign-in-mail-subject = Your link to Lustrum
sign-in-mail-body =
    Hello { $name },

    with this link you sign in to Lustrum. It works once, for 15 minutes:

    { $link }

    Did you not ask for it? Then leave it; nobody can sign in without it.
sign-in-link-title = Sign in with this link
sign-in-link-words = The link works once. Press the button to sign in.
sign-in-link-button = Sign in
sign-in-link-gone-title = This link no longer works
sign-in-link-gone-words = It was used already or its time is over. Ask for a new one.
sign-out-said = You are signed out.

@rem The command of the installation. A script waits for the program, and its words stand in this console.
@rem Behind the -- Chromium takes nothing for itself: it would refuse a URL that options follow.
@"%~dp0..\..\Sendoff.exe" -- %*
@exit /b %ERRORLEVEL%

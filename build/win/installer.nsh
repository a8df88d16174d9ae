; Beside the files of the program: "Send to", the command `sendoff`, and the choice of a mail program in Windows' settings.
; Everything is the user's own (perMachine is off), and taken back at the end.

!macro customInstall
  ; Explorer puts the files behind these words.
  CreateShortCut "$SENDTO\Sendoff.lnk" "$INSTDIR\${APP_EXECUTABLE_FILENAME}" "-- compose --attach"

  ; This folder is in the user's PATH since Windows 10.
  FileOpen $0 "$LOCALAPPDATA\Microsoft\WindowsApps\sendoff.cmd" w
  FileWrite $0 '@"$INSTDIR\resources\bin\sendoff.cmd" %*$\r$\n'
  FileClose $0

  WriteRegStr HKCU "Software\Clients\Mail\Sendoff" "" "Sendoff"
  WriteRegStr HKCU "Software\Clients\Mail\Sendoff\Capabilities" "ApplicationName" "Sendoff"
  WriteRegStr HKCU "Software\Clients\Mail\Sendoff\Capabilities" "ApplicationDescription" "Mail client for the sending side"
  WriteRegStr HKCU "Software\Clients\Mail\Sendoff\Capabilities\UrlAssociations" "mailto" "Sendoff.mailto"
  WriteRegStr HKCU "Software\RegisteredApplications" "Sendoff" "Software\Clients\Mail\Sendoff\Capabilities"
  WriteRegStr HKCU "Software\Classes\Sendoff.mailto" "" "Mail link"
  WriteRegStr HKCU "Software\Classes\Sendoff.mailto" "URL Protocol" ""
  WriteRegStr HKCU "Software\Classes\Sendoff.mailto\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'
!macroend

!macro customUnInstall
  Delete "$SENDTO\Sendoff.lnk"
  Delete "$LOCALAPPDATA\Microsoft\WindowsApps\sendoff.cmd"
  DeleteRegValue HKCU "Software\RegisteredApplications" "Sendoff"
  DeleteRegKey HKCU "Software\Clients\Mail\Sendoff"
  DeleteRegKey HKCU "Software\Classes\Sendoff.mailto"
!macroend

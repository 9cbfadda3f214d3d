"""Prints what the package icalendar reads in a calendar: its name and its events, alarms
as the moments at which they go off."""

import datetime
import json
import sys

import icalendar
from icalendar.parser import unescape_char

with open(sys.argv[1], "rb") as f:
    calendar = icalendar.Calendar.from_ical(f.read())


def moment(event, alarm):
    start = datetime.datetime.combine(event.decoded("dtstart"), datetime.time())
    return (start + alarm.decoded("trigger")).strftime("%Y-%m-%dT%H:%M")


assert calendar["version"] == "2.0" and calendar["prodid"] and calendar["method"] == "PUBLISH"
assert not calendar.errors, calendar.errors
events = []
for event in calendar.walk("VEVENT"):
    assert not event.errors, event.errors
    assert event["dtstart"].params["VALUE"] == "DATE" and event["dtend"].params["VALUE"] == "DATE"
    alarms = event.walk("VALARM")
    assert all(a["action"] == "DISPLAY" and a["description"] for a in alarms)
    events.append({
        "UID": str(event["uid"]),
        "Stamp": event.decoded("dtstamp").isoformat(),
        "Start": event.decoded("dtstart").isoformat(),
        "End": event.decoded("dtend").isoformat(),
        "Summary": str(event["summary"]),
        "Description": str(event["description"]),
        "Alarms": [moment(event, a) for a in alarms] or None,
    })
print(json.dumps({"Name": unescape_char(str(calendar["x-wr-calname"])), "Events": events}))

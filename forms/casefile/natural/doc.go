// Package natural reads what a person writes for a value of a case: 令和8年4月1日, １，２００円,
// はい. It gives the value as a case holds it (2026-04-01, 1200, yes) and says that it was
// understood rather than taken as written, so that the person can be shown the reading.
//
// It reads only what can mean one thing. Of 4/1/2026, which is a day in April for some and
// in January for others, it gives both readings and the reason why neither is taken.
//
//	r := natural.Date("令和8年4月1日")   // Value 2026-04-01, ID case:understood
//	r = natural.Date("2026-04-01")    // Value 2026-04-01, ID ""
//	r = natural.Date("26.4.1")        // Value "", ID case:ambiguous, doubt year
//	r = natural.Date("2026-02-30")    // Value "", ID case:date, near 2026-02-28
//
// Every function is pure. The words of choices come from the caller, for they differ
// between programmes and revisions.
package natural

// Package services makes the public list of registered services from the cases of a store:
// one line for each service, with how its registration stands on a day, what falls due next,
// and a page with the items that the rules want listed (LIU 11.5, ISMAP 7.5).
//
//	cases ─ Of ─► []Service ─ CSV, XLSX, Page ─►
//
// How a registration stands is told from the case alone: deleted when its withdrawal has taken
// effect (18.1, 18.2), expired when its last day has passed (12.1), suspended from the notice
// of suspension on (13.12, 14.5) until what lifts it is filed, in re-audit from the request until
// the report (16.8). A case has no place for the authorities' decision to lift a suspension
// under 13.7: until the notice is taken out of the case, such a service is listed as suspended,
// with the day of its application for reinstatement.
package services

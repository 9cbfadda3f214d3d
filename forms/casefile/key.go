package casefile

import (
	"reflect"
	"slices"
	"strings"
)

// KeyLevels is how many natural keys an entry of a list can have.
const KeyLevels = 2

// naturalKeys says by which keys people tell the entries of a list apart. The second ones
// serve where the first are not filled in, or were changed.
var naturalKeys = map[reflect.Type][KeyLevels]string{
	reflect.TypeFor[AccessParty]():          {"name"},
	reflect.TypeFor[AgencyNotice]():         {"agency"},
	reflect.TypeFor[AppealAnswer]():         {"number", "date"},
	reflect.TypeFor[Appeal]():               {"number", "date"},
	reflect.TypeFor[Attachment]():           {"file", "title"},
	reflect.TypeFor[AuditFinding]():         {"no"},
	reflect.TypeFor[AuditedControl]():       {"id"},
	reflect.TypeFor[Auditor]():              {"name"},
	reflect.TypeFor[Check]():                {"item matter"},
	reflect.TypeFor[Communication]():        {"at to"},
	reflect.TypeFor[Company]():              {"name"},
	reflect.TypeFor[ConfirmedMatter]():      {"no"},
	reflect.TypeFor[ControlChangeNotice]():  {"number", "date"},
	reflect.TypeFor[ControlChange]():        {"control"},
	reflect.TypeFor[ControlVersion]():       {"from"},
	reflect.TypeFor[Control]():              {"id"},
	reflect.TypeFor[DataLocation]():         {"country place"},
	reflect.TypeFor[Deputy]():               {"name"},
	reflect.TypeFor[EvaluatedInformation](): {"name"},
	reflect.TypeFor[EvaluatedOperation]():   {"name"},
	reflect.TypeFor[Evaluation]():           {"institution bureau"},
	reflect.TypeFor[Evidence]():             {"no"},
	reflect.TypeFor[FindingReview]():        {"finding"},
	reflect.TypeFor[Function]():             {"no", "name"},
	reflect.TypeFor[Hearing]():              {"date"},
	reflect.TypeFor[HeldControl]():          {"control"},
	reflect.TypeFor[HoldImprovement]():      {"control"},
	reflect.TypeFor[Improvement]():          {"finding"},
	reflect.TypeFor[IncidentReport]():       {"number", "reported_at"},
	reflect.TypeFor[Inquiry]():              {"date to"},
	reflect.TypeFor[Inspection]():           {"kind by when"},
	reflect.TypeFor[InternalFinding]():      {"no"},
	reflect.TypeFor[JudgedScope]():          {"function operation"},
	reflect.TypeFor[Law]():                  {"country name"},
	reflect.TypeFor[Layer]():                {"name"},
	reflect.TypeFor[LiftingCondition]():     {"no"},
	reflect.TypeFor[ListChangeNotice]():     {"number", "date"},
	reflect.TypeFor[ListChange]():           {"item"},
	reflect.TypeFor[Location]():             {"name"},
	reflect.TypeFor[MonitoringMatter]():     {"no"},
	reflect.TypeFor[MonitoringNotice]():     {"number", "date"},
	reflect.TypeFor[MonitoringResult]():     {"number", "date"},
	reflect.TypeFor[Officer]():              {"name"},
	reflect.TypeFor[Omission]():             {"paper"},
	reflect.TypeFor[Population]():           {"name"},
	reflect.TypeFor[ReAudit]():              {"number", "date"},
	reflect.TypeFor[PriorCheck]():           {"item"},
	reflect.TypeFor[ReAuditSection]():       {"control"},
	reflect.TypeFor[RejectionReason]():      {"clause"},
	reflect.TypeFor[RelatedControl]():       {"control"},
	reflect.TypeFor[Shareholder]():          {"name"},
	reflect.TypeFor[Supplier]():             {"name"},
	reflect.TypeFor[Suspension]():           {"incident_date", "ground"},
	reflect.TypeFor[TargetOperation]():      {"name"},
	reflect.TypeFor[TimelineEntry]():        {"at"},
	reflect.TypeFor[Uncovered]():            {"name"},
}

// keysOf gives the fields of the natural keys of a group.
func keysOf(m *Model) (keys [KeyLevels][]int) {
	for level, named := range naturalKeys[m.Type] {
		for key := range strings.FieldsSeq(named) {
			keys[level] = append(keys[level], m.ByKey[key])
		}
	}
	return keys
}

// Key gives what people tell the entries of a list apart by, such as the number of a control
// or the number of a notice; at level 2 what serves instead where there is none, such as
// its day. It is "" when that is empty, or when the type has none.
func (v Value) Key(level int) string {
	if v.Model == nil {
		return ""
	}
	var parts []string
	for _, i := range v.Model.keys[level-1] {
		parts = append(parts, v.Go.Field(i).String())
	}
	if !slices.ContainsFunc(parts, func(part string) bool { return part != "" }) {
		return ""
	}
	return strings.Join(parts, "\x00")
}

package casefile

import "yoshiki/forms/document"

// ReportForm is the paper that tells what was checked before a package was made; its words
// are those of a [Report].
const ReportForm = "findings"

// Report is what the check before a package found, in words that are ready to print.
type Report struct {
	AsOf      Date               `yaml:"as_of"`   // day of the check; "" when the case gives none
	Package   Text               `yaml:"package"` // kind of package
	Edition   Text               `yaml:"edition"` // text of the rules
	Digest    Text               `yaml:"digest"`  // SHA-256 of the case as it is kept
	Program   Text               `yaml:"program"` // name and version of the program that checked
	Rules     Number             `yaml:"rules"`   // how many rules were asked
	Errors    Number             `yaml:"errors"`
	Warnings  Number             `yaml:"warnings"`
	Findings  []ReportedFinding  `yaml:"findings"`
	Deadlines []ReportedDeadline `yaml:"deadlines"`
	Drawn     Answer             `yaml:"drawn"` // there is a timeline

	Timeline *document.Timeline `yaml:"-"` // the procedures of the case; nil when it has no day
}

// ReportedFinding is one finding.
type ReportedFinding struct {
	ID       Text `yaml:"id"`
	Clause   Text `yaml:"clause"`
	Severity Text `yaml:"severity"`
	Forms    Text `yaml:"forms"` // forms that show the value
	Place    Text `yaml:"place"` // line of the case file and JSON Pointer
	Message  Text `yaml:"message"`
	Repair   Text `yaml:"repair"`
}

// ReportedDeadline is one deadline.
type ReportedDeadline struct {
	Title      Text `yaml:"title"`
	Clause     Text `yaml:"clause"`
	By         Text `yaml:"by"`
	Day        Text `yaml:"day"`
	Safe       Text `yaml:"safe"`
	Status     Text `yaml:"status"`
	Arithmetic Text `yaml:"arithmetic"`
}

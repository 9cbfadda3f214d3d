package period_test

import (
	"testing"

	"yoshiki/forms/period"
)

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := period.Parse("2026-04-15"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseTime(b *testing.B) {
	for b.Loop() {
		if _, _, err := period.ParseTime("2026-05-01T05:30:00Z"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMonths(b *testing.B) {
	from := day(b, "2025-09-30")
	for b.Loop() {
		period.Months(from, 3)
	}
}

func BenchmarkHoliday(b *testing.B) {
	d := day(b, "2026-05-06")
	for b.Loop() {
		period.Holiday(d)
	}
}

func BenchmarkReckonWorkingDays(b *testing.B) {
	p := period.Period{From: day(b, "2026-05-01"), N: 3, Unit: period.WorkingDay}
	for b.Loop() {
		if _, err := p.Reckon(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEra(b *testing.B) {
	d := day(b, "2026-04-15")
	for b.Loop() {
		period.Era(d)
	}
}

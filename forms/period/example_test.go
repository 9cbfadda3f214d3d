package period_test

import (
	"fmt"

	"yoshiki/forms/period"
)

// The report on an assessment that ended with September is due within three months.
func ExamplePeriod_Reckon() {
	end, err := period.Parse("2025-09-30")
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := period.Period{From: end, N: 3, Unit: period.Month}.Reckon()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%sの翌日%sから起算して%dか月、%sまで\n", period.Era(s.From), period.Era(s.First), s.N, period.Era(s.End))
	for _, off := range s.Off {
		fmt.Println("休日", off.Date, off.Name)
	}
	fmt.Println("safe day", s.Safe, "official", s.Official)
	// Output:
	// 令和7年9月30日の翌日令和7年10月1日から起算して3か月、令和7年12月31日まで
	// 休日 2025-12-27 土曜日
	// 休日 2025-12-28 日曜日
	// 休日 2025-12-29 年末年始
	// 休日 2025-12-30 年末年始
	// 休日 2025-12-31 年末年始
	// safe day 2025-12-26 official true
}

// An incident recognised on the Friday before Golden Week, reported urgently.
func ExampleReadings() {
	d, clock, err := period.ParseTime("2026-05-01T05:30:00Z")
	if err != nil {
		fmt.Println(err)
		return
	}
	limit, target, err := period.Readings(d, clock, 3, period.WorkingDay)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("recognised", period.EraTime(d, clock))
	fmt.Println("target    ", period.EraTime(limit.End, target))
	fmt.Println("limit     ", period.EraTime(limit.End, period.EndOfDay))
	// Output:
	// recognised 令和8年5月1日14時30分
	// target     令和8年5月11日14時30分
	// limit      令和8年5月11日24時00分
}

package bundle_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"yoshiki/forms/judge"
)

// raster is a page in greys, drawn at dotsPerInch.
type raster struct {
	width, height int
	grey          []byte
}

const (
	dotsPerInch = 36
	footPoints  = 58 // what the foot of a page takes
)

// images draws the pages of a PDF.
func images(t *testing.T, path string) []*raster {
	out := bufio.NewReader(bytes.NewReader(stock(t, judge.Command(t, "pdftoppm", "-gray", "-r", fmt.Sprint(dotsPerInch), path))))
	var all []*raster
	for {
		g := &raster{}
		if _, err := fmt.Fscanf(out, "P5\n%d %d\n255\n", &g.width, &g.height); err != nil {
			return all
		}
		g.grey = make([]byte, g.width*g.height)
		if _, err := io.ReadFull(out, g.grey); err != nil {
			t.Fatal(err)
		}
		all = append(all, g)
	}
}

func (g *raster) row(y int) []byte { return g.grey[y*g.width : (y+1)*g.width] }

// foot is the first row of the foot.
func (g *raster) foot() int { return g.height - footPoints*dotsPerInch/72 }

// white finds the lowest row with ink above the foot, and the most rows without any between
// two with.
func (g *raster) white() (lowest, gap int) {
	last := -1
	for y := range g.foot() {
		if slices.Min(g.row(y)) > 250 {
			continue
		}
		if last >= 0 {
			gap = max(gap, y-last-1)
		}
		last = y
	}
	return last + 1, gap
}

// labelEdges counts the rows of each right edge of a shaded label at the left of a grid.
func (g *raster) labelEdges(count map[int]int) {
	for y := range g.foot() {
		row := g.row(y)
		x := slices.IndexFunc(row, func(v byte) bool { return v < 235 })
		for x >= 0 && x < g.width && row[x] < 235 {
			x++ // the frame
		}
		from := x
		for x >= 0 && x < g.width && row[x] >= 235 && row[x] <= 246 {
			x++
		}
		ruled := x
		for x >= 0 && x < g.width && row[x] < 235 {
			x++
		}
		if from > 0 && ruled-from > 12 && ruled < g.width*3/4 && x > ruled && x+6 < g.width && slices.Min(row[x+1:x+6]) > 250 {
			count[x*1000/g.width*1000+g.width]++
		}
	}
}

// clusters counts the edges, in pages of one width, that are more than a dot apart.
func clusters(count map[int]int) int {
	widths := map[int][]int{}
	for key, rows := range count {
		if rows >= 4 {
			widths[key%1000] = append(widths[key%1000], key/1000)
		}
	}
	most := 0
	for width, edges := range widths {
		slices.Sort(edges)
		n, last := 0, -1000
		for _, e := range edges {
			if e-last > 2000/width+1 {
				n++
			}
			last = e
		}
		most = max(most, n)
	}
	return most
}

var boxWord = regexp.MustCompile(`<page|xMin="([0-9.]+)" yMin="([0-9.]+)"[^>]*>[■□]`)

// askew counts check boxes that stand a little beside the one above them.
func askew(bbox string) int {
	type place struct{ x, y float64 }
	var above []place
	n := 0
	for _, found := range boxWord.FindAllStringSubmatch(bbox, -1) {
		if found[1] == "" {
			above = above[:0]
			continue
		}
		x, _ := strconv.ParseFloat(found[1], 64)
		y, _ := strconv.ParseFloat(found[2], 64)
		for _, a := range above {
			if d := math.Abs(a.x - x); a.y < y && y-a.y < 60 && d > 1 && d < 10 {
				n++
				break
			}
		}
		above = append(above, place{x, y})
	}
	return n
}

package vet

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strconv"
)

// maxPixels bounds an image: a scan of an A0 sheet at 300 dpi has 139 million.
const maxPixels = 200_000_000

// image looks at the header of an image.
func (l *looker) image(r *io.SectionReader, mediaType string) {
	var config image.Config
	var err error
	b := bufio.NewReader(io.NewSectionReader(r, 0, r.Size()))
	switch mediaType {
	case "image/png":
		config, err = png.DecodeConfig(b)
	case "image/jpeg":
		config, err = jpeg.DecodeConfig(b)
	case "image/gif":
		config, err = gif.DecodeConfig(b)
	}
	var rare jpeg.UnsupportedError
	if err != nil && !errors.As(err, &rare) {
		l.mark(FileDamaged, mediaType)
	}
	if int64(config.Width)*int64(config.Height) > maxPixels {
		l.mark(FileBomb, strconv.Itoa(config.Width)+" × "+strconv.Itoa(config.Height))
	}
}

// deflatedPicture gives what a deflated metafile of Office holds, and other files as they
// are.
func (l *looker) deflatedPicture(name string, data []byte) ([]byte, error) {
	if ext := extensionOf(name); ext != ".emz" && ext != ".wmz" || !bytes.HasPrefix(data, []byte("\x1f\x8b")) {
		return data, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, Mark{OfficeDamaged, name}
	}
	most := min(maxPDFStream, max(FreeRatio, MaxRatio*len(data)))
	data, err = io.ReadAll(io.LimitReader(z, int64(most)+1))
	if err != nil {
		return nil, Mark{OfficeDamaged, name}
	}
	if len(data) > most {
		return nil, Mark{FileBomb, name}
	}
	return data, l.spend(int64(len(data)))
}

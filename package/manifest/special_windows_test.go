package manifest

import "errors"

func makePipe(string) error { return errors.ErrUnsupported }

func makeDevice(string) error { return errors.ErrUnsupported }

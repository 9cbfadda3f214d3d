package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// service is the program, serving.
type service struct {
	cmd        *exec.Cmd
	url, token string
}

// start starts the service over an empty folder; its log goes into a file.
func start(folder string) (*service, error) {
	log, err := os.Create(filepath.Join(folder, "log"))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd := exec.Command(*program, "serve", "--json", "--listen", "127.0.0.1:0", "--data", filepath.Join(folder, "data"))
	cmd.Stderr = log
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s, told := &service{cmd: cmd}, struct{ URL, Token string }{}
	for lines := bufio.NewScanner(out); (told.URL == "" || told.Token == "") && lines.Scan(); {
		if err := json.Unmarshal(lines.Bytes(), &told); err != nil {
			return nil, err
		}
	}
	if s.url, s.token = told.URL, told.Token; s.token == "" {
		s.stop()
		return nil, errors.New("the service did not start")
	}
	return s, nil
}

func (s *service) stop() {
	_ = s.cmd.Process.Signal(os.Interrupt)
	_ = s.cmd.Wait()
}

// tick is the unit of the processor's time in /proc.
const tick = 10 * time.Millisecond

// cpu is how long the service has had a processor; 0 where nothing tells.
func (s *service) cpu() time.Duration {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	fields := strings.Fields(string(data[strings.LastIndexByte(string(data), ')')+1:]))
	if err != nil || len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * tick
}

// memory is a line of the service's state, in MB.
func (s *service) memory(name string) int {
	data, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	_, line, _ := strings.Cut(string(data), name+":")
	n := 0
	_, _ = fmt.Sscan(line, &n)
	return n >> 10
}

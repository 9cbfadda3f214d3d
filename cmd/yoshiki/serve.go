package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/server"
)

type serveFlags struct{ listen, data, store string }

func (t *tool) serveCommand() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{Use: "serve", Short: t.words.Text("message.help.serve", nil), Long: t.words.Text("message.help.serve-long", nil), Args: t.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return t.runServe(cmd.Context(), f) }}
	t.text(cmd, &f.listen, "listen", "127.0.0.1:8630")
	t.text(cmd, &f.data, "data", "yoshiki-data")
	t.text(cmd, &f.store, "store", "")
	return cmd
}

func (t *tool) runServe(ctx context.Context, f serveFlags) (err error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", f.listen)
	if err != nil {
		return &exitError{code: exitFailed, key: "listen", args: map[string]string{"value": f.listen}, err: err}
	}
	defer func() { err = errors.Join(err, closed(l)) }()
	if f.store == "" {
		f.store = "dir:" + filepath.Join(f.data, "store")
	}
	s, err := t.app.CreateStore(ctx, f.store, time.Now())
	if err != nil {
		return err
	}
	token, err := firstToken(f.data)
	if err != nil {
		return err
	}
	if err := t.line(t.words.Text("message.serve.at", map[string]string{"url": "http://" + l.Addr().String()}), map[string]any{"url": "http://" + l.Addr().String()}); err != nil {
		return err
	}
	if token != "" {
		if err := t.line(t.words.Text("message.serve.token", map[string]string{"token": token}), map[string]any{"token": token}); err != nil {
			return err
		}
	}
	service := server.New(server.Options{App: t.app, Store: s, Now: time.Now, Version: version(), Log: slog.New(slog.NewJSONHandler(t.stderr, nil)), Authenticate: byToken(f.data)})
	return service.Serve(ctx, l)
}

// closed closes what the server may have closed already.
func closed(l net.Listener) error {
	if err := l.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}

// firstToken makes the token of the first start, of which only the digest is kept; "" at every
// other start.
func firstToken(data string) (string, error) {
	name := filepath.Join(data, "first-token")
	if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if err := os.MkdirAll(data, 0o700); err != nil {
		return "", err
	}
	token := "yoshiki_" + rand.Text() + rand.Text()
	sum := sha256.Sum256([]byte(token))
	return token, os.WriteFile(name, []byte(hex.EncodeToString(sum[:])), 0o600)
}

// byToken knows whoever has the token of the first start.
func byToken(data string) func(*http.Request) (*access.Actor, error) {
	return func(r *http.Request) (*access.Actor, error) {
		token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if !ok {
			return nil, nil
		}
		want, err := os.ReadFile(filepath.Join(data, "first-token"))
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256([]byte(token))
		if subtle.ConstantTimeCompare([]byte(hex.EncodeToString(sum[:])), want) != 1 {
			return nil, nil
		}
		return &access.Actor{ID: "first", Name: "first", Tenant: "main", Roles: []access.Role{access.Provider, access.Staff, access.Operator, access.Auditor, access.Admin}}, nil
	}
}

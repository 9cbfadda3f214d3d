package access_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"yoshiki/cmd/internal/access"
)

// addresses are spellings of what must not be reached: this host, its neighbours, what a cloud
// tells its machines, and what hides them. PORT is one at which a server listens.
var addresses = []string{
	// Loopback.
	"http://127.0.0.1:PORT/", "http://127.1:PORT/", "http://127.0.1:PORT/", "http://127.255.255.254:PORT/", "http://0.0.0.0:PORT/", "http://0:PORT/", "http://0.1.2.3:PORT/",
	"http://localhost:PORT/", "http://LOCALHOST:PORT/", "http://localhost.:PORT/", "http://[::1]:PORT/", "http://[::]:PORT/", "http://[0:0:0:0:0:0:0:1]:PORT/", "http://[::0001]:PORT/",
	// Numbers: decimal, octal, hexadecimal, mixed, too large, padded.
	"http://2130706433:PORT/", "http://017700000001:PORT/", "http://0x7f000001:PORT/", "http://0x7F.0x0.0x0.0x1:PORT/", "http://0177.0.0.1:PORT/", "http://0177.0.0.01:PORT/",
	"http://127.0.0.0x1:PORT/", "http://0x7f.1:PORT/", "http://127.0x000001:PORT/", "http://4294967297:PORT/", "http://127.000.000.001:PORT/", "http://127.0.0.1.:PORT/", "http://2130706433.:PORT/",
	"http://00000000000000000000177.0.0.1:PORT/", "http://256.256.256.256:PORT/", "http://127.0.0.257:PORT/",
	// Mapped and other addresses that hide one of IPv4.
	"http://[::ffff:127.0.0.1]:PORT/", "http://[::ffff:7f00:1]:PORT/", "http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/", "http://[::127.0.0.1]:PORT/", "http://[::7f00:1]:PORT/",
	"http://[::ffff:0:127.0.0.1]:PORT/", "http://[64:ff9b::127.0.0.1]:PORT/", "http://[64:ff9b::7f00:1]:PORT/", "http://[64:ff9b:1::7f00:1]:PORT/", "http://[2002:7f00:1::]:PORT/",
	"http://[2002:7f00:0001::1]:PORT/", "http://[2001:0:7f00:1::]:PORT/", "http://[2001:db8::1]:PORT/", "http://[2400:cb00::5efe:7f00:1]:PORT/", "http://[2400:cb00::200:5efe:7f00:1]:PORT/",
	// Private, shared, link-local, unique local, site-local, multicast, reserved.
	"http://10.0.0.1/", "http://172.16.0.1/", "http://172.31.255.255/", "http://192.168.1.1/", "http://100.64.0.1/", "http://169.254.1.1/", "http://192.0.0.192/", "http://198.18.0.1/",
	"http://224.0.0.1/", "http://240.0.0.1/", "http://255.255.255.255/", "http://192.88.99.1/", "http://[fc00::1]/", "http://[fd12:3456::1]/", "http://[fe80::1]/", "http://[fe80::1%25lo]:PORT/",
	"http://[fe80::1%25eth0]/", "http://[fec0::1]/", "http://[ff02::1]/", "http://[100::1]/", "http://[5f00::1]/",
	// What clouds tell.
	"http://169.254.169.254/latest/meta-data/", "http://2852039166/", "http://0xa9fea9fe/", "http://0251.0376.0251.0376/", "http://[::ffff:169.254.169.254]/", "http://[fd00:ec2::254]/",
	"http://100.100.100.200/", "http://168.63.129.16/", "http://[fd20:ce::254]/",
	// Names: of this test's resolver, of one that changes its mind, and with other scripts' digits and dots.
	"http://inside.example:PORT/", "http://mapped.example:PORT/", "http://both.example:PORT/", "http://alias.example:PORT/", "http://rebind.example:PORT/", "http://rebind.example:PORT/",
	"http://①②⑦.⓪.⓪.①:PORT/", "http://127。0。0。1:PORT/", "http://127%2e0%2e0%2e1:PORT/", "http://１２７.０.０.１:PORT/", "http://loc\u00adalhost:PORT/",
	// Who is asked first, and ways to write a host that programs read differently.
	"http://public.example@127.0.0.1:PORT/", "http://127.0.0.1:PORT@public.example/", "http://user:secret@localhost:PORT/", "http://127.0.0.1:PORT\\@public.example/", "http:///127.0.0.1:PORT/",
	"http://:PORT/", "//127.0.0.1:PORT/", "file:///etc/passwd", "gopher://127.0.0.1:PORT/", "ftp://127.0.0.1:PORT/", "http://127.0.0.1:PORT#@public.example/", "http://127.0.0.1:PORT?@public.example/",
}

func TestAddresses(t *testing.T) {
	if len(addresses) < 60 {
		t.Error(len(addresses))
	}
	asked := &atomic.Int32{}
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer server.Close()
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	client := access.Outgoing(access.Outside{Plain: true, Time: time.Minute, Resolver: names(t)})
	defer client.CloseIdleConnections()
	for _, address := range addresses {
		address = strings.ReplaceAll(address, "PORT", port)
		answer, err := client.Get(address)
		if err == nil {
			_ = answer.Body.Close()
			t.Errorf("%s: %s", address, answer.Status)
		}
		if !refused(address, err) {
			t.Errorf("%s was dialled: %v", address, err)
		}
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("%d requests arrived", n)
	}
	// The same server and names answer where they are allowed.
	open := access.Outgoing(access.Outside{Plain: true, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Resolver: names(t)})
	defer open.CloseIdleConnections()
	for _, host := range []string{"127.0.0.1", "inside.example", "mapped.example", "alias.example"} {
		answer, err := open.Get("http://" + host + ":" + port)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
	}
}

// refused reports whether nothing was sent: by our own word, or because the address cannot be
// read or the name is not known.
func refused(address string, err error) bool {
	u, reading := url.Parse(address)
	var name *net.DNSError
	return reading != nil || u.Host == "" || errors.Is(err, access.ErrAddress) || errors.Is(err, access.ErrPlain) || errors.As(err, &name) && name.IsNotFound
}

// TestLimits: no redirect, no plain text, no proxy, no more and no longer than allowed.
func TestLimits(t *testing.T) {
	stop := make(chan struct{})
	mux := http.NewServeMux()
	mux.Handle("/elsewhere", http.RedirectHandler("/ok", http.StatusFound))
	mux.HandleFunc("/size/{n}", func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, strings.Repeat("x", map[string]int{"1000": 1000, "1001": 1001}[r.PathValue("n")]))
	})
	mux.HandleFunc("/slow", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "x")
		_ = http.NewResponseController(w).Flush()
		<-stop
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	defer close(stop)
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	loopback := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	read := func(o access.Outside, path string) error {
		client := access.Outgoing(o)
		defer client.CloseIdleConnections()
		answer, err := client.Get(server.URL + path)
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, answer.Body)
		return errors.Join(err, answer.Body.Close())
	}
	open := access.Outside{Plain: true, Allow: loopback, Size: 1000, Time: 10 * time.Minute}
	for path, want := range map[string]error{"/elsewhere": access.ErrRedirect, "/size/1001": access.ErrAnswer, "/size/1000": nil} {
		if err := read(open, path); !errors.Is(err, want) || want == nil && err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	open.Time = 200 * time.Millisecond
	if err := read(open, "/slow"); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	if err := read(access.Outside{Allow: loopback}, "/size/1"); !errors.Is(err, access.ErrPlain) {
		t.Error(err)
	}
}

// names is a resolver that asks a server of this test: inside, mapped, both and alias lead to
// this host, rebind to a public address the first time and to this host from then on.
func names(t *testing.T) *net.Resolver {
	t.Helper()
	c, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		rebound := 0
		for b := make([]byte, 1500); ; {
			n, from, err := c.ReadFrom(b)
			if err != nil {
				return
			}
			if answer := answerTo(b[:n], &rebound); answer != nil {
				_, _ = c.WriteTo(answer, from)
			}
		}
	}()
	t.Cleanup(func() { _ = c.Close(); <-ended })
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", c.LocalAddr().String())
	}}
}

func answerTo(query []byte, rebound *int) []byte {
	var m dnsmessage.Message
	if m.Unpack(query) != nil || len(m.Questions) != 1 {
		return nil
	}
	q := m.Questions[0]
	add := func(body dnsmessage.ResourceBody, kind dnsmessage.Type) {
		if q.Type == kind {
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: dnsmessage.ResourceHeader{Name: q.Name, Class: dnsmessage.ClassINET}, Body: body})
		}
	}
	here := &dnsmessage.AResource{A: [4]byte{127, 0, 0, 1}}
	m.Additionals, m.Response, m.Authoritative = nil, true, true
	switch q.Name.String() {
	case "inside.example.", "alias.example.":
		add(here, dnsmessage.TypeA)
	case "mapped.example.":
		add(&dnsmessage.AAAAResource{AAAA: [16]byte{10: 0xff, 11: 0xff, 12: 127, 15: 1}}, dnsmessage.TypeAAAA)
	case "both.example.":
		add(&dnsmessage.AResource{A: [4]byte{169, 254, 169, 254}}, dnsmessage.TypeA)
		add(here, dnsmessage.TypeA)
	case "rebind.example.":
		if *rebound++; *rebound <= 2 {
			add(&dnsmessage.AResource{A: [4]byte{203, 0, 113, 7}}, dnsmessage.TypeA)
		} else {
			add(here, dnsmessage.TypeA)
		}
	default:
		m.RCode = dnsmessage.RCodeNameError
	}
	answer, err := m.Pack()
	if err != nil {
		return nil
	}
	return answer
}

// The server tgtest of gotd/td as an implementation under test: environment in, lines of JSON out.
// The contract stands in conformance-tests/README.md.
package main

import (
	"bufio"
	"context"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/gotd/log/logslog"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/mt"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
	"github.com/gotd/td/tgtest"
	"github.com/gotd/td/tgtest/services/config"
	"github.com/gotd/td/tgtest/services/messages"
	"github.com/gotd/td/transport"
)

const unsupported = 127

// obfuscatedStart is how many bytes an obfuscated client sends before anything can be told of it.
const obfuscatedStart = 64

// opening makes of the connections of a port what the package finds out the codec of.
type opening func(net.Listener) net.Listener

var openings = map[string]opening{
	"abridged": plain, "intermediate": plain, "padded": plain, "full": plain,
	"obfuscated-abridged": obfuscated, "obfuscated-intermediate": obfuscated, "obfuscated-padded": obfuscated,
	"websocket": websocket,
}

func plain(port net.Listener) net.Listener { return newSpeaking(port, 8) }

func obfuscated(port net.Listener) net.Listener {
	return transport.ObfuscatedListener(newSpeaking(port, obfuscatedStart))
}

func websocket(port net.Listener) net.Listener {
	listener, handler := transport.WebsocketListener(port.Addr())
	mux := http.NewServeMux()
	mux.Handle("/apiws", handler)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(port) }()
	return listener
}

func main() {
	open := openings[os.Getenv("MTLAB_TRANSPORT")]
	if os.Getenv("MTLAB_CASE") != "interop" || open == nil {
		os.Exit(unsupported)
	}
	if err := run(open); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(open opening) error {
	key, err := privateKey(os.Getenv("MTLAB_RSA_KEY"))
	if err != nil {
		return err
	}
	dc, err := strconv.Atoi(os.Getenv("MTLAB_DC"))
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	logger := slog.New(slog.NewTextHandler(os.Stderr, nil))
	server := tgtest.NewServer(
		tgtest.NewPrivateKey(key), tgtest.UnpackInvoke(dispatcher()),
		tgtest.ServerOptions{DC: dc, Logger: logslog.New(logger)})
	ready, _ := json.Marshal(map[string]any{
		"event": "ready", "host": "127.0.0.1", "port": listener.Addr().(*net.TCPAddr).Port,
	})
	fmt.Println(string(ready))
	return server.Serve(context.Background(), transport.Listen(open(listener)))
}

func privateKey(path string) (*rsa.PrivateKey, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, errors.New("no PEM in " + path)
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	key, ok := parsed.(*rsa.PrivateKey)
	if !ok {
		return nil, errors.New("no RSA key in " + path)
	}
	return key, nil
}

// dispatcher answers what the reference client asks; the package itself has no signing in.
func dispatcher() *tgtest.Dispatcher {
	self := &tg.User{ID: 10, AccessHash: 10, FirstName: "Interop", Self: true}
	d := tgtest.NewDispatcher()
	config.NewService(&tg.Config{}, &tg.CDNConfig{}).Register(d)
	chats := messages.NewService(messages.WithSelfResolver(func(tgtest.Session) *tg.User { return self }))
	chats.AddUser(self)
	chats.AddUser(&tg.User{ID: 11, AccessHash: 11, FirstName: "Other"})
	chats.Register(d)
	d.Result(tg.AuthSendCodeRequestTypeID, &tg.AuthSentCode{
		Type: &tg.AuthSentCodeTypeSMS{Length: 5}, PhoneCodeHash: "hash",
	})
	d.Result(tg.AuthSignInRequestTypeID, &tg.AuthAuthorization{User: self})
	d.Vector(tg.UsersGetUsersRequestTypeID, bin.Encoder(self))
	// The package ends a connection over a type that nobody handles, acknowledgments included.
	for _, id := range []uint32{mt.MsgsAckTypeID, mt.MsgsStateReqTypeID, mt.MsgResendReqTypeID} {
		d.HandleFunc(id, func(*tgtest.Server, *tgtest.Request) error { return nil })
	}
	return d.Fallback(tgtest.HandlerFunc(func(*tgtest.Server, *tgtest.Request) error {
		return tgerr.New(400, "INPUT_METHOD_INVALID")
	}))
}

// speaking hands on a connection once its client has sent its first bytes: tgtest finds out the codec
// inside its accept loop, where one silent connection would block all others.
type speaking struct {
	net.Listener
	conns chan net.Conn
}

func newSpeaking(inner net.Listener, first int) speaking {
	s := speaking{inner, make(chan net.Conn)}
	go func() {
		for {
			conn, err := inner.Accept()
			if err != nil {
				close(s.conns)
				return
			}
			go func() {
				reader := bufio.NewReader(conn)
				_ = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
				if _, err := reader.Peek(first); err != nil {
					_ = conn.Close()
					return
				}
				_ = conn.SetReadDeadline(time.Time{})
				s.conns <- heard{conn, reader}
			}()
		}
	}()
	return s
}

func (s speaking) Accept() (net.Conn, error) {
	conn, ok := <-s.conns
	if !ok {
		return nil, net.ErrClosed
	}
	return conn, nil
}

// heard is a connection whose first bytes have been looked at.
type heard struct {
	net.Conn
	reader io.Reader
}

func (h heard) Read(b []byte) (int, error) { return h.reader.Read(b) }

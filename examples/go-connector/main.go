// The program connects Skillsoft Percipio with 360Learning: courses once a day, statistics as they
// arrive. It also serves the control protocol of percipio-conformance, so it is a test build.
package main

import (
	"flag"
	"log"
	"net/http"
	"os"
	ossignal "os/signal"
	"syscall"
	"time"
)

func main() {
	port := flag.String("port", env("CONTROL_PORT", "8080"), "port of the control protocol and the webhook")
	folder := flag.String("state", os.Getenv("STATE_FOLDER"), "folder for the state; without one a restart loses it")
	flag.Parse()
	log.SetFlags(0)

	server := &server{base: "http://127.0.0.1:" + *port, store: &store{*folder}}
	server.world = revive(server.store)
	mux := http.NewServeMux()
	mux.HandleFunc("/control/", server.control)
	mux.HandleFunc(tokenPath, server.issueToken)
	mux.HandleFunc(statementPath+"/statements", server.receive)
	mux.HandleFunc(statementPath, server.receive)

	go func() {
		stop := make(chan os.Signal, 1)
		ossignal.Notify(stop, syscall.SIGTERM, os.Interrupt)
		<-stop
		// Everything that matters is stored already.
		os.Exit(0)
	}()
	web := &http.Server{Addr: "127.0.0.1:" + *port, Handler: mux, ReadHeaderTimeout: time.Minute}
	log.Fatal(web.ListenAndServe())
}

func env(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

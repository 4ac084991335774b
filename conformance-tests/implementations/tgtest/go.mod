module mtlab/interop/tgtest

go 1.25.0

require (
	github.com/gotd/log v0.1.0
	github.com/gotd/td v0.161.0
)

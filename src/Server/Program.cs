using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Server;
using VisEval.Server.Content;

// Started by `viseval serve`, which has read the command line: what is served comes as JSON in a variable, since other users of the
// machine see arguments.
try
{
    var request = ServeRequest.Parse(Environment.GetEnvironmentVariable(ServeRequest.Variable));
    if (request.Runtime is { } runtime)
        RuntimeLibrary.Use(runtime);
    // Never closed: at the end work may be left behind that uses the networks.
    var served = Served.Open(request);
    await using var app = WebServer.Build(request, served);
    await app.StartAsync();
    foreach (var address in WebServer.Addresses(app))
        Console.Out.WriteLine(address);
    // It ends with the program that started it, however that ends.
    _ = Task.Run(async () =>
    {
        await Console.In.ReadToEndAsync();
        app.Lifetime.StopApplication();
    });
    await WebServer.UntilStopped(app);
    return 0;
}
catch (IOException error)
{
    Console.Error.WriteLine(
        $"serve: {Printable.Visible(error.Message.TrimEnd('.'))}. Choose another port with --port; --port 0 takes a free one.");
    return 2;
}
catch (InputException error)
{
    foreach (var mistake in error.Errors)
        Console.Error.WriteLine(Printable.Visible(mistake));
    return 2;
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using VisEval.Server.Content;
using VisEval.Server.Endpoints;
using VisEval.Server.Serving;

namespace VisEval.Server;

/// <summary>The server, with everything a request passes through.</summary>
internal static class WebServer
{
    private const int MostConnections = 100;

    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(0.5);

    /// <summary>Builds it; nothing listens yet.</summary>
    public static WebApplication Build(ServeRequest request, Served served)
    {
        // Empty: neither files of the folder that the user stands in nor variables change where it listens.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel, request));
        builder.Services.AddRoutingCore();
        // A page elsewhere that resolves its own name to this machine must not be answered.
        builder.Services.AddHostFiltering(o => o.AllowedHosts = request.Public ? ["*"] : ["localhost", "127.0.0.1", "[::1]"]);
        var app = builder.Build();
        app.UseHostFiltering();
        app.Use(next => http => Headers.Add(http, next));
        app.Use(next => http => ErrorReplies.Guard(http, next, served.Names.In));
        app.Use(next => http => SameOrigin.Check(http, next));
        app.UseRouting();
        var turns = new Turns(request.Seconds, app.Lifetime.ApplicationStopping);
        PageEndpoint.Map(app);
        AboutEndpoint.Map(app, served);
        var uploads = new Uploads(
            TimeSpan.FromSeconds(Math.Min(request.Seconds, Uploads.MostSeconds)), Uploads.MostBytes, app.Lifetime.ApplicationStopping);
        ExplainEndpoint.Map(app, served, turns, uploads);
        RunEndpoint.Map(app, served, turns);
        CompareEndpoint.Map(app, served, turns);
        app.MapFallback("{*path}", _ => throw new Refusal(StatusCodes.Status404NotFound, "There is nothing at this address."));
        return app;
    }

    /// <summary>Where it listens, as a browser on this machine writes it.</summary>
    public static IEnumerable<string> Addresses(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(address => $"http://localhost:{BindingAddress.Parse(address).Port}/").Distinct();

    /// <summary>Waits until it is asked to stop, and gives what is at work half a second; the program then ends all the same.</summary>
    public static async Task UntilStopped(WebApplication app)
    {
        var stopping = new TaskCompletionSource();
        using var registration = app.Lifetime.ApplicationStopping.Register(stopping.SetResult);
        await stopping.Task;
        using var patience = new CancellationTokenSource(TimeToEnd);
        await app.StopAsync(patience.Token);
    }

    private static void Limit(KestrelServerOptions kestrel, ServeRequest request)
    {
        kestrel.AddServerHeader = false;
        // Upload reads no more than its own limit, and says so in its own words.
        kestrel.Limits.MaxRequestBodySize = 2L * Upload.MostBytes;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        if (request.Public)
            kestrel.ListenAnyIP(request.Port);
        else if (request.Port == 0)
            // A free port is free on one address only.
            kestrel.Listen(IPAddress.Loopback, 0);
        else
            kestrel.ListenLocalhost(request.Port);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VisEval.Harness;
using VisEval.Server.Content;
using VisEval.Server.Serving;

namespace VisEval.Server.Endpoints;

/// <summary><c>GET /api/runs/N</c>: the leaderboard of a run. <c>GET /runs/N/report.html</c>: its report, as it is.</summary>
internal static class RunEndpoint
{
    private const string Report = "report.html";

    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes, Served served, Turns turns)
    {
        routes.MapGet("/api/runs/{id}", async (HttpContext http) =>
        {
            var run = Run(served.Runs, http.GetRouteValue("id"));
            await Reply.Send(http, await turns.Take(http, stop => Of(run, served, stop)));
        });
        routes.MapGet("/runs/{id}/" + Report, async (HttpContext http) =>
        {
            var file = Path.Combine(Run(served.Runs, http.GetRouteValue("id")).Path, Report);
            if (!File.Exists(file))
                throw new Refusal(StatusCodes.Status404NotFound, "The run has no report yet; viseval report RUN writes it.");
            Headers.ForReport(http);
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.SendFileAsync(file, http.RequestAborted);
        });
    }

    /// <summary>The run with a number.</summary>
    /// <exception cref="Refusal">There is none.</exception>
    public static NamedPath Run(IReadOnlyList<NamedPath> runs, object? number) => Served.At(runs, number?.ToString())
        ?? throw new Refusal(StatusCodes.Status404NotFound, "There is no such run.");

    private static object Of(NamedPath run, Served served, CancellationToken stop)
    {
        var result = Benchmark.Open(run.Path, served.Catalogues, stop);
        return new
        {
            run.Name,
            Numbers = result.Scores.Count,
            Failures = result.Failures.Count,
            Warnings = served.Names.In(result.Warnings),
            Metrics = result.Scores.Select(s => s.Cell.Metric).Distinct(),
            result.Standings,
            result.Means,
            HasReport = File.Exists(Path.Combine(run.Path, Report)),
        };
    }
}

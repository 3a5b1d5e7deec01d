using Microsoft.AspNetCore.Http;

namespace VisEval.Server.Serving;

/// <summary>Keeps pages of other sites, open in the same browser, from using the server.</summary>
internal static class SameOrigin
{
    private static readonly string[] Own = ["same-origin", "none"];

    /// <summary>Refuses a request that a browser says another page made. What is no browser sends neither header.</summary>
    /// <exception cref="Refusal">Another page made it.</exception>
    public static Task Check(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/api") && IsForeign(http.Request))
            throw new Refusal(StatusCodes.Status403Forbidden, "Only the page of this server may ask it; another page did.");
        return next(http);
    }

    private static bool IsForeign(HttpRequest request)
    {
        var (site, origin) = (request.Headers["Sec-Fetch-Site"].ToString(), request.Headers.Origin.ToString());
        return (site.Length > 0 && !Own.Contains(site))
            || (origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }
}

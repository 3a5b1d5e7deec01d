using Microsoft.AspNetCore.Http;

namespace VisEval.Server.Serving;

/// <summary>What browsers are told: nothing from elsewhere, nothing inline, in no frame, kept nowhere.</summary>
internal static class Headers
{
    private const string Page = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // A report is one file with its own scripts. Its origin is none, so that they cannot ask the server for anything.
    private const string Report = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-scripts allow-downloads";

    /// <summary>The headers of every answer.</summary>
    public static Task Add(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Page;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(http);
    }

    /// <summary>Lets the scripts of a report run, and reach nothing.</summary>
    public static void ForReport(HttpContext http) => http.Response.Headers.ContentSecurityPolicy = Report;
}

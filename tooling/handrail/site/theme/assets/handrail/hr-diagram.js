// Draws the flow charts of a page. Mermaid lies beside this file and is fetched by the first page that
// has a chart; colours come from the style sheet, so that a change of scheme needs no new drawing.
"use strict";
(() => {
  const here = document.currentScript.src.replace(/[^/]*$/, "");
  let loading;

  function mermaid() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${here}vendor/mermaid/mermaid.min.js`;
      script.onload = () => {
        window.mermaid.initialize({
          startOnLoad: false,
          securityLevel: "strict",
          theme: "base",
          deterministicIds: true,
          fontFamily: getComputedStyle(document.body).fontFamily,
          themeVariables: { fontSize: "14px" },
          flowchart: { useMaxWidth: false, htmlLabels: true, curve: "basis", nodeSpacing: 36, rankSpacing: 44, wrappingWidth: 190, padding: 12 },
        });
        resolve(window.mermaid);
      };
      script.onerror = reject;
      document.head.appendChild(script);
    });
    return loading;
  }

  async function draw(box, number) {
    const source = box.dataset.diagram;
    const { svg } = await (await mermaid()).render(`hr-chart-${number}`, source);
    box.innerHTML = svg;
    box.classList.add("hr-diagram--drawn");
    const drawing = box.firstElementChild;
    drawing.setAttribute("role", "img");
    box.tabIndex = 0;
    const width = drawing.viewBox.baseVal.width;
    // Smaller than this, the words in a chart cannot be read: then it is moved, not shrunk.
    drawing.removeAttribute("height");
    drawing.style.maxWidth = `${Math.round(width)}px`;
    drawing.style.minWidth = `${Math.round(width * 0.72)}px`;
    drawing.style.width = "100%";
    const first = drawing.querySelector(".node")?.getBoundingClientRect();
    if (first) box.scrollLeft += first.left + first.width / 2 - box.getBoundingClientRect().left - box.clientWidth / 2;
  }

  for (const [number, box] of document.querySelectorAll("[data-diagram]").entries()) {
    draw(box, number).catch(() => box.classList.add("hr-diagram--failed"));
  }
})();

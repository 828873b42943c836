import { newDraft, queued, reopened } from "./acts.mjs";
import { dialog } from "./dialogs.mjs";
import { exported, handOver } from "./export.mjs";
import { isUnsent, takeBack } from "./queue.mjs";
import { dropShell } from "./shell_cache.mjs";
import { forgetPerson } from "./start.mjs";

export const QUEUE = "#/mine/queue";

/** What a person does with what was written: one tap, change, withdraw, export, sign out. */
export function queueActs(app, { root, store, net, t, win, channel, sender }) {
  return {
    /** An act without a form: one tap. */
    async quick(act, one) {
      const isHere = app.staying();
      const draft = newDraft(act, { person: app.person, clockAhead: app.lists?.clock_ahead ?? null, subject: `case:${one.id}`, title: one.title || one.kind_name, place: one.place, data: { case: one.id } });
      await store.putAct(queued(draft));
      app.say(app.isOnline() ? t.stored : t.storedOffline);
      await app.sent(QUEUE, isHere);
    },

    /** Take an act of the queue back into its form. */
    async edit(act) {
      const isHere = app.staying();
      const how = act.state === "draft" ? "free" : await sender().alone(() => takeBack(act.id, { store, net }));
      if (how !== "free") return app.cannot(how);
      const now = await store.act(act.id);
      if (!now.form) {
        await store.putAct(queued(reopened(now))); // one tap made it, one tap sends it again
        return app.sent(QUEUE, isHere);
      }
      if (now.state !== "draft") await store.putAct(reopened(now));
      await app.reload();
      return isHere() ? app.go(`#/edit/${act.id}`) : app.renderQuietly();
    },

    async cannot(how) {
      app.say(how === "accepted" ? t.already : t.unknown);
      await app.reload();
      app.render();
    },

    async withdraw(act) {
      const label = act.state === "draft" ? t.discard : t.withdraw;
      if ((await dialog({ title: label, text: t.withdrawAsk, acts: [["yes", t.withdrawYes, "danger"], ["no", t.cancel]] })) !== "yes") return;
      const how = await sender().alone(async () => {
        const free = act.state === "draft" ? "free" : await takeBack(act.id, { store, net });
        if (free === "free") await store.removeAct(act.id);
        return free;
      });
      if (how !== "free") await app.cannot(how);
      await app.reload();
      channel?.postMessage("changed");
      app.render();
    },

    async exportActs(acts) {
      const day = new Date().toISOString().slice(0, 10);
      handOver(await exported(acts, store), `youju-${day}.zip`);
    },

    /** Speak the other language from now on, here and at the desk. What is on the phone stays. */
    async speak() {
      const language = win.document.documentElement.lang === "en" ? "zh-hans" : "en";
      const answer = await net(root.dataset.language, { method: "POST", form: { language } });
      if (!answer?.redirected) return app.say(answer ? t.failed : t.languageOffline);
      await dropShell(win.caches);
      win.location.reload();
      return undefined;
    },

    /** Sign out; with a full queue it asks first. Without a network nobody can be signed out. */
    async signOut() {
      const unsent = app.acts.filter(isUnsent);
      if (unsent.length) {
        const acts = [["send", t.signOutSend, "primary"], ["export", t.exportAll], ["out", t.signOutYes], ["no", t.cancel]];
        const chosen = await dialog({ title: t.signOutAsk(unsent.length), text: t.signOutWhy, acts });
        if (chosen === "send") return sender().send();
        if (chosen === "export") return app.exportActs(unsent);
        if (chosen !== "out") return undefined;
      }
      const answer = await net(root.dataset.signOut, { method: "POST" });
      if (!answer) return app.say(t.signOutOffline);
      if (!answer.redirected && answer.status !== 401) return app.say(t.failed);
      await forgetPerson(store);
      win.location.assign(app.signInUrl);
      return undefined;
    },
  };
}
